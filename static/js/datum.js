// Adds a calendar button to text fields for dates (class `datumveld`, dd-mm-jjjj). Typing stays possible.

const GETYPT = /^(\d{1,2})-(\d{1,2})-(\d{4})$/;

function naarIso(tekst) {
  const deel = GETYPT.exec(tekst.trim());
  return deel ? `${deel[3]}-${deel[2].padStart(2, "0")}-${deel[1].padStart(2, "0")}` : "";
}

function naarNl(iso) {
  const [jaar, maand, dag] = iso.split("-");
  return `${dag}-${maand}-${jaar}`;
}

function maakKiezer(veld) {
  const kiezer = document.createElement("input");
  kiezer.type = "date";
  kiezer.className = "kiezer";
  kiezer.tabIndex = -1;
  kiezer.setAttribute("aria-hidden", "true");
  kiezer.addEventListener("change", () => {
    if (!kiezer.value) return;
    veld.value = naarNl(kiezer.value);
    veld.dispatchEvent(new Event("input", { bubbles: true }));
    veld.dispatchEvent(new Event("change", { bubbles: true }));
    veld.focus();
  });
  return kiezer;
}

function maakKnop(veld, kiezer, label) {
  const knop = document.createElement("button");
  knop.type = "button";
  knop.className = "kleineknop";
  knop.textContent = "Kies";
  knop.setAttribute("aria-label", `Kies een datum voor ${label}`);
  knop.addEventListener("click", () => {
    kiezer.value = naarIso(veld.value);
    try {
      kiezer.showPicker();
    } catch {
      kiezer.focus();
    }
  });
  return knop;
}

export function koppel(wortel) {
  for (const veld of wortel.querySelectorAll("input.datumveld:not([data-kalender])")) {
    if (veld.disabled || veld.readOnly) continue;
    veld.dataset.kalender = "ja";
    const label = veld.labels?.[0]?.firstChild?.textContent.trim() ?? "dit veld";
    const omhulsel = document.createElement("span");
    omhulsel.className = "veldmetknop";
    veld.replaceWith(omhulsel);
    const kiezer = maakKiezer(veld);
    omhulsel.append(veld, maakKnop(veld, kiezer, label), kiezer);
  }
}

koppel(document);
document.addEventListener("ggw:rij", (gebeurtenis) => koppel(gebeurtenis.target));
