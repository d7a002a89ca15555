// A button that copies a field. Without scripts it stays hidden, and the field can be copied by hand.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      return; // The field is selected: the person copies it.
    }
    document.getElementById("live").textContent = button.dataset.done;
    button.textContent = button.dataset.done;
  });
}
