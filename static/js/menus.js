// Menus are <details>; a script only closes them: on Escape, and on a click elsewhere.
const open = () => document.querySelectorAll("details[name=top][open]");
addEventListener("keydown", (e) => {
  if (e.key !== "Escape") return;
  for (const d of open()) {
    d.open = false;
    if (d.contains(document.activeElement)) d.querySelector("summary").focus();
  }
});
addEventListener("click", (e) => {
  for (const d of open()) if (!d.contains(e.target)) d.open = false;
});
// A panel of one's own that has lost the focus closes as well.
addEventListener("focusin", (e) => {
  for (const d of open()) if (!d.contains(e.target)) d.open = false;
});
