// A position chosen in the preferences applies at once: the row's own button is pressed, which is hidden without scripts.
// The position then waits for "Save and finish", like every other change of a plain form.
(function () {
  "use strict";
  document.addEventListener("change", function (event) {
    const button = event.target.matches("select[data-place]") && document.getElementById(event.target.dataset.place);
    if (button) button.form.requestSubmit(button);
  });
})();
