// A chosen file is measured at once, and an upload shows how far it is. The form works by itself without this: what is
// checked is checked by the server, and a second press of the button is the same version there.
(function () {
  "use strict";
  const live = document.getElementById("live");
  const quarter = 25;

  function say(panel, words, isBad) {
    const note = panel.querySelector("[data-note]");
    note.textContent = words;
    note.className = isBad ? "status-bad" : "muted small";
    note.hidden = !words;
  }

  function inMegabytes(size) {
    const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    return (Math.max(1, Math.ceil(size / 1e5)) / 10).toLocaleString(document.documentElement.lang, digits);
  }

  document.addEventListener("change", function (event) {
    const panel = event.target.closest("[data-upload]");
    if (!panel || event.target.type !== "file") return;
    const file = event.target.files[0];
    if (!file) {
      say(panel, "", false);
      return;
    }
    const isTooLarge = file.size > Number(panel.dataset.limit);
    const words = isTooLarge ? panel.dataset.tooLarge : panel.dataset.chosen;
    say(panel, words.replace("{size}", inMegabytes(file.size)), isTooLarge);
  });

  function show(page) {
    // A refusal is a page of its own, with its summary first; it takes the place of what is shown.
    const answer = new DOMParser().parseFromString(page, "text/html");
    document.title = answer.title;
    document.getElementById("main").replaceWith(document.adoptNode(answer.getElementById("main")));
    const summary = document.querySelector(".error-summary");
    if (summary) summary.focus();
  }

  document.addEventListener("submit", function (event) {
    const form = event.target;
    const panel = form.closest("[data-upload]");
    if (!panel) return;
    const file = form.querySelector("input[type=file]").files[0];
    if (form.getAttribute("aria-busy")) event.preventDefault();
    if (!file || form.getAttribute("aria-busy")) return;
    event.preventDefault();
    const bar = panel.querySelector("progress");
    const button = form.querySelector("button");
    const request = new XMLHttpRequest();
    let told = 0;

    function end(words) {
      form.removeAttribute("aria-busy");
      button.removeAttribute("aria-disabled");
      bar.hidden = true;
      say(panel, words, true);
      live.textContent = words;
    }

    form.setAttribute("aria-busy", "true");
    button.setAttribute("aria-disabled", "true");
    bar.value = 0;
    bar.hidden = false;
    say(panel, panel.dataset.uploading, false);
    live.textContent = panel.dataset.uploading;
    request.upload.addEventListener("progress", function (progress) {
      const percent = Math.floor((100 * progress.loaded) / progress.total);
      bar.value = percent;
      if (percent >= told + quarter && percent < 100) {
        told = percent - (percent % quarter);
        live.textContent = told + " %";
      }
      if (percent === 100) say(panel, panel.dataset.checking, false);
    });
    request.addEventListener("error", function () { end(panel.dataset.failed); });
    request.addEventListener("load", function () {
      if (request.status >= 500) end(panel.dataset.failed);
      else if (request.status >= 400) show(request.responseText);
      else window.location.assign(request.responseURL);
    });
    request.open("POST", form.action);
    request.send(new FormData(form));
  });
})();
