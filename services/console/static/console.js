"use strict";
// The little that attributes cannot say: a lost line, leaving an idle screen, where the focus goes.
(() => {
  const line = () => document.getElementById("line-lost");
  for (const lost of ["htmx:sendError", "htmx:timeout"])
    document.addEventListener(lost, () => { line().hidden = false; });
  document.addEventListener("htmx:afterOnLoad", () => { line().hidden = true; });
  window.addEventListener("online", () => { line().hidden = true; });

  // A page that took the place of another is read from its heading, as after any load.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.boosted && !document.querySelector("[autofocus]"))
      document.getElementById("main").focus({ preventScroll: true });
  });

  // Left alone, the screen signs out; someone who types is not alone.
  let idleFrom = Date.now(), told = Date.now();
  const idleSeconds = () => Number(document.body.dataset.idleSeconds || 0);
  const here = () => {
    idleFrom = Date.now();
    if (idleSeconds() && idleFrom - told > 120000) {
      told = idleFrom;
      fetch("/alive", { credentials: "same-origin" }).catch(() => {});
    }
  };
  for (const sign of ["input", "keydown", "pointerdown"])
    document.addEventListener(sign, here, { passive: true });
  setInterval(() => {
    if (idleSeconds() && Date.now() - idleFrom > idleSeconds() * 1000)
      location.replace("/left-alone");
  }, 5000);
})();
