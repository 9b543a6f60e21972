// The web font comes after the page, so that nobody waits for it.
const font = document.documentElement.dataset.font;
if (font && !navigator.connection?.saveData) {
  const link = () => {
    const l = document.createElement("link");
    l.rel = "stylesheet";
    l.href = font;
    document.head.append(l);
  };
  if (document.readyState === "complete") link();
  else addEventListener("load", link, { once: true });
}
