// Who leaves a page with decisions that are not stored is asked by the browser; pressing a button of the form is not leaving.
(function () {
  "use strict";
  const form = document.querySelector("form[data-unsaved]");
  if (!form) return;
  let isChanged = form.hasAttribute("data-refused");
  form.addEventListener("input", () => { isChanged = true; });
  form.addEventListener("change", () => { isChanged = true; });
  document.addEventListener("submit", () => { isChanged = false; });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) event.preventDefault();
  });
})();
