"use strict";
// What is live on a page, htmx asks for again and again. Here is what it leaves open.
const shown = new WeakMap();
const offline = document.getElementById("offline");

// Nobody looks at a page that is hidden.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden) event.preventDefault();
});

// What is the same stays, and with it what is selected, and where a screen reader is.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, serverResponse, shouldSwap } = event.detail;
  if (!shouldSwap) return;
  if (shown.get(target) === serverResponse) event.detail.shouldSwap = false;
  shown.set(target, serverResponse);
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (document.hidden) return;
  const { successful, xhr } = event.detail;
  offline.hidden = successful;
  if (!successful) {
    offline.textContent = xhr && xhr.status
      ? `The server answers ${xhr.status}: what is shown is from before.`
      : "The server does not answer: what is shown is from before.";
  }
});
