// Counts down to the end of the session, warns two minutes before, and asks for
// more time without leaving the page, so that what was typed stays.
const form = document.querySelector("form[data-session]");
if (form) {
  const words = form.querySelector(".session-words");
  const alarm = form.querySelector(".session-alarm");
  const given = Number(form.dataset.session);
  let ends = Date.now() + given * 1000;
  let warned = false;
  const tick = () => {
    const left = Math.max(0, Math.round((ends - Date.now()) / 1000));
    if (left === 0) {
      clearInterval(timer);
      words.textContent = alarm.textContent = form.dataset.over;
      form.classList.add("session-soon");
      return;
    }
    const h = Math.floor(left / 3600), m = Math.floor((left % 3600) / 60), s = left % 60;
    const two = (n) => String(n).padStart(2, "0");
    words.textContent = `${form.dataset.left} ${h ? h + ":" + two(m) : m}:${two(s)}`;
    if (left <= 120 && !warned) {
      warned = true;
      alarm.textContent = form.dataset.warn;
    }
    form.classList.toggle("session-soon", left <= 120);
  };
  const timer = setInterval(tick, 1000);
  tick();
  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    try {
      const r = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (!r.ok || /\/login/.test(r.url)) throw new Error(String(r.status));
      ends = Date.now() + given * 1000;
      warned = false;
      alarm.textContent = "";
      tick();
    } catch {
      form.submit(); // let the page say what is wrong
    }
  });
}
