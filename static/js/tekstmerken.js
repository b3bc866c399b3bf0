// Three buttons above a text that mark the selected passage as fact, opinion or agreement, in plain text.

const MERKEN = [
  ["Feit", "feit", "het feit"],
  ["Mening", "mening", "de mening"],
  ["Afspraak", "afspraak", "de afspraak"],
];

function merk(veld, soort) {
  const { selectionStart: begin, selectionEnd: einde, value } = veld;
  const gekozen = value.slice(begin, einde);
  const voor = `[${soort}: `;
  veld.focus();
  veld.setRangeText(`${voor}${gekozen}]`, begin, einde, "end");
  if (!gekozen) veld.setSelectionRange(begin + voor.length, begin + voor.length);
  veld.dispatchEvent(new Event("input", { bubbles: true }));
  return gekozen !== "";
}

function maakBalk(veld) {
  const balk = document.createElement("div");
  balk.className = "tekstmerken";
  balk.setAttribute("role", "group");
  balk.setAttribute("aria-label", "Noem de gekozen tekst");
  const bericht = document.createElement("span");
  bericht.className = "stil";
  bericht.setAttribute("aria-live", "polite");
  for (const [naam, soort, metLidwoord] of MERKEN) {
    const knop = document.createElement("button");
    knop.type = "button";
    knop.className = "kleineknop";
    knop.textContent = naam;
    knop.addEventListener("click", () => {
      const metTekst = merk(veld, soort);
      bericht.textContent = metTekst ? `De gekozen tekst heet nu ${soort}.` : `Typ nu ${metLidwoord}.`;
    });
    balk.append(knop);
  }
  balk.append(bericht);
  return balk;
}

function koppel(wortel) {
  for (const veld of wortel.querySelectorAll("textarea[data-tekstmerken]:not([data-gekoppeld])")) {
    veld.dataset.gekoppeld = "ja";
    veld.before(maakBalk(veld));
  }
}

koppel(document);
document.addEventListener("ggw:rij", (gebeurtenis) => koppel(gebeurtenis.target));
