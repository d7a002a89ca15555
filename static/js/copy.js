// A button that copies a field or a text. Without scripts it stays hidden, and both can be copied by hand.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    if ("select" in field) field.select();
    else getSelection().selectAllChildren(field);
    try {
      await navigator.clipboard.writeText("value" in field ? field.value : field.textContent);
    } catch {
      return; // It is selected: the person copies it.
    }
    document.getElementById("live").textContent = button.dataset.done;
    button.textContent = button.dataset.done;
  });
}
