// Warns before a session ends, keeps it alive while somebody types, and afterwards leads back to this page.

const WAARSCHUW_MS = 2 * 60 * 1000;
const TYPEN_MS = 60 * 1000;

const melding = document.getElementById("sessiemelding");
const rest = melding.querySelector("[data-rest]");
let einde = Date.now() + Number(melding.dataset.tot) * 1000;
let gemeld = false;
let laatst = Date.now();

async function verleng() {
  laatst = Date.now();
  const teken = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  const antwoord = await fetch(melding.dataset.verlengen, {
    method: "POST",
    headers: { "X-CSRFToken": teken ?? "" },
    credentials: "same-origin",
    redirect: "manual",
  }).catch(() => null);
  if (!antwoord?.ok) return;
  const { tot } = await antwoord.json();
  einde = Date.now() + tot * 1000;
  gemeld = false;
  melding.hidden = true;
}

function kijk() {
  const over = einde - Date.now();
  if (over <= 0) {
    const terug = encodeURIComponent(window.location.pathname + window.location.search);
    window.location.assign(`${melding.dataset.aanmelden}?next=${terug}`);
    return;
  }
  if (over <= WAARSCHUW_MS) {
    const minuten = Math.ceil(over / 60000);
    const tekst = minuten === 1 ? "1 minuut" : `${minuten} minuten`;
    if (rest.textContent !== tekst) rest.textContent = tekst;
    if (!gemeld) {
      gemeld = true;
      melding.hidden = false;
      document.dispatchEvent(new CustomEvent("ggw:sessie-bijna-om"));
    }
  }
  window.setTimeout(kijk, Math.min(Math.max(1000, over - WAARSCHUW_MS), 15000));
}

melding.querySelector("button").addEventListener("click", verleng);
document.addEventListener("input", () => {
  if (Date.now() - laatst > TYPEN_MS) verleng();
});
kijk();
