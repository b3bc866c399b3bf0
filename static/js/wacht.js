// Follows long work: asks data-volg every two seconds, shows the text, loads the page again when it is done.

const TUSSENTIJD_MS = 2000;
const STOP_NA_FOUTEN = 5;

function volg(vak) {
  const tekst = vak.querySelector("[data-voortgang]");
  const balk = vak.querySelector("progress");
  if (balk) balk.hidden = false;
  let fouten = 0;

  async function vraag() {
    try {
      const antwoord = await fetch(vak.dataset.volg, { headers: { Accept: "application/json" } });
      if (!antwoord.ok) throw new Error(String(antwoord.status));
      const stand = await antwoord.json();
      fouten = 0;
      if (stand.klaar) {
        window.location.reload();
        return;
      }
      if (stand.tekst && tekst && tekst.textContent !== stand.tekst) tekst.textContent = stand.tekst;
    } catch {
      fouten += 1;
      if (fouten >= STOP_NA_FOUTEN) {
        if (balk) balk.hidden = true;
        if (tekst) tekst.textContent = "We weten niet hoe ver het is. Ververs de pagina om te kijken.";
        return;
      }
    }
    window.setTimeout(vraag, TUSSENTIJD_MS);
  }

  window.setTimeout(vraag, TUSSENTIJD_MS);
}

for (const vak of document.querySelectorAll("[data-volg]")) volg(vak);
