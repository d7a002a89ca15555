// After loading, the focus goes to what the page has to say first: the error summary, else the heading of a receipt.
(function () {
  "use strict";
  const target = document.querySelector(".error-summary, [data-focus], .receipt h1");
  if (!target || (window.location.hash && !target.matches(".error-summary"))) return;
  if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
  target.focus();
})();
