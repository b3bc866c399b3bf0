// "Nog een toevoegen": copies the empty row of a Django formset and goes to its first field.

const PLAATS = /__prefix__|__nummer__/g;

function vul(knoop, index) {
  const vervang = (tekst) => tekst.replace(PLAATS, (naam) => (naam === "__prefix__" ? String(index) : String(index + 1)));
  for (const deel of knoop.querySelectorAll("*")) {
    for (const { name, value } of [...deel.attributes]) {
      if (value.includes("__")) deel.setAttribute(name, vervang(value));
    }
    for (const kind of deel.childNodes) {
      if (kind.nodeType === Node.TEXT_NODE && kind.data.includes("__")) kind.data = vervang(kind.data);
    }
  }
}

function koppel(vak) {
  const knop = vak.querySelector("[data-toevoegen]");
  const sjabloon = vak.querySelector("template");
  const rijen = vak.querySelector("[data-rijen]");
  const totaal = vak.querySelector(`[name="${vak.dataset.formset}-TOTAL_FORMS"]`);
  const grens = vak.querySelector(`[name="${vak.dataset.formset}-MAX_NUM_FORMS"]`);
  if (!knop || !sjabloon || !rijen || !totaal) return;
  const hoogste = grens?.value ? Number(grens.value) : Infinity;
  knop.hidden = Number(totaal.value) >= hoogste;

  knop.addEventListener("click", () => {
    const index = Number(totaal.value);
    const inhoud = sjabloon.content.cloneNode(true);
    vul(inhoud, index);
    const rij = inhoud.firstElementChild;
    rijen.append(inhoud);
    totaal.value = String(index + 1);
    knop.hidden = index + 1 >= hoogste;
    rij.dispatchEvent(new CustomEvent("ggw:rij", { bubbles: true }));
    rij.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });
}

for (const vak of document.querySelectorAll("[data-formset]")) koppel(vak);
