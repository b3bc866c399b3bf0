// A menu that is open closes with Escape, and when somebody clicks or goes elsewhere. Without this it closes with its own button.

for (const menu of document.querySelectorAll("details[data-menu]")) {
  const knop = menu.querySelector("summary");
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    knop.focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}
