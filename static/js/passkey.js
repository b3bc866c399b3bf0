// Connects allauth's passkey functions with the form that carries data-passkey: add, authenticate or login.

const vorm = document.querySelector("[data-passkey]");
const { passkey, knop, veld, vinkje } = vorm?.dataset ?? {};
const ids = { credential: veld, data: "js_data", add: knop, authenticate: knop, login: knop, passwordless: vinkje };

document.addEventListener("allauth.error", (gebeurtenis) => {
  gebeurtenis.preventDefault();
  const plek = document.getElementById("passkeyfout");
  if (plek) plek.hidden = false;
});

if (vorm && window.allauth?.webauthn) window.allauth.webauthn.forms[`${passkey}Form`]({ ids });
