// The one live region of the page. A fragment speaks through it with <p hx-swap-oob="innerHTML:#live">Stored 14:03:22</p>.
// The region is emptied before each request, so that the same words are announced again. A request that fails is said
// here and stays visible beside the control that sent it.
(function () {
  "use strict";
  const region = document.getElementById("live");
  if (!region) return;
  const shown = new WeakMap();

  function place(control) {
    return control.closest("form") || control;
  }

  document.addEventListener("htmx:beforeRequest", function (event) {
    region.textContent = "";
    const source = place(event.detail.elt);
    source.setAttribute("aria-busy", "true");
    if (shown.has(source)) shown.get(source).remove();
  });

  document.addEventListener("htmx:afterRequest", function (event) {
    place(event.detail.elt).removeAttribute("aria-busy");
  });

  function failed(event) {
    const words = region.dataset.notStored;
    const source = place(event.detail.elt);
    const note = document.createElement("p");
    note.className = "save-status is-bad";
    note.textContent = words;
    source.append(note);
    shown.set(source, note);
    region.textContent = words;
  }

  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, failed);
  }
})();
