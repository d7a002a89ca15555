// Taps on names exchange a piece of the page. An answer that has not this piece is another page (the session has ended):
// then the browser goes there, and nothing on the page is lost to an empty piece. The line with the time left is only
// convenience: where it cannot be fetched, nothing is said.
(function () {
  "use strict";
  document.addEventListener("htmx:beforeSwap", function (event) {
    const { target, shouldSwap, serverResponse, xhr } = event.detail;
    if (!shouldSwap || serverResponse.includes(`id="${target.id}"`)) return;
    event.detail.shouldSwap = false;
    if (target.id === "questions") window.location.assign(xhr.responseURL);
  });

  function keepQuiet(event) {
    if (event.target.id === "clock") event.stopPropagation();
  }

  for (const name of ["htmx:beforeRequest", "htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, keepQuiet, true);
  }
})();
