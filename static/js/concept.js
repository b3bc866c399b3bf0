// Keeps what is typed in a long form as a draft on the server: a few seconds after typing stops, and when the page goes away.

const RUST_MS = 3000;
const HOOGSTENS_MS = 15000;
const OPNIEUW_MS = 10000;
const AFGEMELD = "afgemeld";

class Concept {
  constructor(plek) {
    this.plek = plek;
    this.form = plek.closest("form");
    this.vuil = false;
    this.bezig = null;
    this.verstuurd = false;
    this.sinds = 0;
    this.form.addEventListener("input", () => this.getypt());
    this.form.addEventListener("change", () => this.getypt());
    this.form.addEventListener("submit", (gebeurtenis) => this.verstuur(gebeurtenis));
    if ("meteen" in plek.dataset) this.getypt();
  }

  getypt() {
    this.vuil = true;
    this.verstuurd = false;
    const nu = Date.now();
    this.sinds ||= nu;
    this.straks(Math.max(0, Math.min(RUST_MS, this.sinds + HOOGSTENS_MS - nu)));
  }

  straks(ms) {
    window.clearTimeout(this.wekker);
    this.wekker = window.setTimeout(() => this.bewaar(), ms);
  }

  gegevens() {
    const alles = new FormData(this.form);
    for (const [naam, waarde] of [...alles]) if (typeof waarde !== "string") alles.delete(naam);
    alles.append("concept_pad", this.plek.dataset.pad);
    alles.append("concept_script", "ja");
    return alles;
  }

  zeg(tekst, fout = false) {
    this.plek.classList.toggle("fout", fout);
    if (this.plek.textContent !== tekst) this.plek.textContent = tekst;
  }

  async stuur() {
    const antwoord = await fetch(this.plek.dataset.concept, {
      method: "POST",
      body: this.gegevens(),
      credentials: "same-origin",
      redirect: "manual",
    });
    if (antwoord.type === "opaqueredirect" || antwoord.status === 401) throw new Error(AFGEMELD);
    if (antwoord.status === 403 && (await this.nieuwTeken())) return this.stuur();
    const json = await antwoord.json().catch(() => ({}));
    return { ok: antwoord.ok, tekst: json.tekst };
  }

  // Signed in again in another tab: the form needs the token of the new session, for the draft and for itself.
  async nieuwTeken() {
    const veld = this.form.querySelector("[name=csrfmiddlewaretoken]");
    const antwoord = await fetch(this.plek.dataset.teken, { credentials: "same-origin", redirect: "manual" });
    if (antwoord.type === "opaqueredirect") throw new Error(AFGEMELD);
    if (!antwoord.ok || this.vernieuwd > Date.now() - OPNIEUW_MS / 2) return false;
    this.vernieuwd = Date.now();
    const { teken } = await antwoord.json();
    for (const ander of document.querySelectorAll("[name=csrfmiddlewaretoken]")) ander.value = teken;
    return Boolean(veld);
  }

  async bewaar() {
    window.clearTimeout(this.wekker);
    if (!this.vuil || this.verstuurd) return;
    if (this.bezig) {
      this.straks(RUST_MS);
      return;
    }
    this.vuil = false;
    this.sinds = 0;
    this.bezig = this.stuur();
    try {
      const { ok, tekst } = await this.bezig;
      this.zeg(tekst || (ok ? "Concept bewaard" : "Het concept is niet bewaard. We proberen het opnieuw."), !ok);
      if (!ok) this.later();
    } catch (fout) {
      if (fout.message === AFGEMELD) this.meldAfgemeld();
      else this.zeg("Het concept is niet bewaard. We proberen het opnieuw.", true);
      this.later();
    } finally {
      this.bezig = null;
    }
  }

  later() {
    this.vuil = true;
    this.straks(OPNIEUW_MS);
  }

  meldAfgemeld() {
    if (this.plek.querySelector("a")) return;
    this.zeg("U bent afgemeld. Uw tekst staat nog op deze pagina, maar is niet bewaard. ", true);
    const link = document.createElement("a");
    link.href = `${this.plek.dataset.aanmelden}?next=${encodeURIComponent(this.plek.dataset.pad)}`;
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = "Meld u aan in een nieuw tabblad";
    this.plek.append(link, ". Daarna bewaren we uw tekst vanzelf.");
  }

  // A draft that is under way may not arrive after the form itself: it would come back as unfinished work.
  verstuur(gebeurtenis) {
    window.clearTimeout(this.wekker);
    this.verstuurd = true;
    if (!this.bezig) return;
    gebeurtenis.preventDefault();
    const knop = gebeurtenis.submitter;
    const wacht = new Promise((klaar) => window.setTimeout(klaar, 2000));
    Promise.race([this.bezig.catch(() => null), wacht]).then(() => {
      this.bezig = null;
      this.form.requestSubmit(knop);
    });
  }

  // The page goes away; the browser finishes a small request without it.
  weg() {
    if (!this.vuil || this.verstuurd) return;
    if (navigator.sendBeacon?.(this.plek.dataset.concept, this.gegevens())) this.vuil = false;
    else this.bewaar();
  }
}

const alle = [...document.querySelectorAll("form [data-concept]")].map((plek) => new Concept(plek));
window.addEventListener("pagehide", () => alle.forEach((concept) => concept.weg()));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") alle.forEach((concept) => concept.weg());
});
document.addEventListener("ggw:sessie-bijna-om", () => alle.forEach((concept) => concept.bewaar()));

for (const knop of document.querySelectorAll("[data-neem-over]")) {
  const veld = document.getElementById(knop.dataset.neemOver);
  const bewaard = knop.parentElement.querySelector("[data-bewaard]");
  if (!veld || !bewaard) continue;
  knop.hidden = false;
  knop.addEventListener("click", () => {
    veld.value = bewaard.textContent;
    veld.dispatchEvent(new Event("input", { bubbles: true }));
    veld.focus();
  });
}
