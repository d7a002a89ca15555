// Taps exchange pieces of the page. An answer that has not the piece that was asked for is another page (the session has
// ended): the browser goes there, and the name does not vanish. The line with the time left is only convenience: where
// it cannot be fetched, nothing is said.
(function () {
  "use strict";
  document.addEventListener("htmx:beforeSwap", function (event) {
    const { target, shouldSwap, serverResponse, xhr } = event.detail;
    if (!shouldSwap || serverResponse.includes(`id="${target.id}"`)) return;
    event.detail.shouldSwap = false;
    if (target.id !== "clock") window.location.assign(xhr.responseURL);
  });

  function keepQuiet(event) {
    if (event.target.id === "clock") event.stopPropagation();
  }

  for (const name of ["htmx:beforeRequest", "htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, keepQuiet, true);
  }
})();
