"use strict";
// The chat: asks the gateway as any client does, but with the session of the page instead of a key.
const form = document.getElementById("chat");
const byId = (id) => document.getElementById(id);
let history = [];
let running = null;

function add(who, text) {
  const turn = document.createElement("article");
  const name = document.createElement("h2");
  const body = document.createElement("div");
  turn.className = "turn " + (who === "You" ? "you" : "it");
  name.textContent = who;
  body.className = "words";
  body.textContent = text;
  turn.append(name, body);
  byId("log").append(turn);
  turn.scrollIntoView({ block: "end" });
  return { turn, body };
}

function trouble(text) {
  byId("trouble").hidden = !text;
  byId("trouble").textContent = text;
}

/** The data of each event of the stream, as it comes. */
async function* events(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    rest += done ? "\n" : value;
    const lines = rest.split(/\r?\n/);
    rest = lines.pop();
    for (const line of lines) if (line.startsWith("data:")) yield line.slice(5).trim();
    if (done) return;
  }
}

async function failure(response) {
  const text = await response.text();
  try {
    return JSON.parse(text).error.message;
  } catch {
    return "the server answers " + response.status;
  }
}

function ask(model, signal) {
  return fetch("/v1/chat/completions", {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-Gantry-CSRF": form.dataset.csrf },
    body: JSON.stringify({ model, messages: history, stream: true, stream_options: { include_usage: true } }),
    signal,
  });
}

/** Reads the answer into the page. */
async function listen(response, answer, began) {
  const about = { upstream: response.headers.get("X-Gantry-Upstream") || "", tokens: 0 };
  for await (const data of events(response.body)) {
    if (data === "[DONE]") break;
    const part = JSON.parse(data);
    if (part.error) throw new Error(part.error.message || "the answer broke off");
    if (part.usage) about.tokens = part.usage.completion_tokens || 0;
    const delta = part.choices && part.choices[0] && part.choices[0].delta;
    if (delta && delta.content) answer.body.textContent += delta.content;
    else if (delta && delta.reasoning_content) byId("about").textContent = "thinks…";
  }
  const seconds = (performance.now() - began) / 1000;
  byId("about").textContent = [about.upstream, seconds.toFixed(1) + " s", about.tokens && about.tokens + " tokens"]
    .filter(Boolean).join(" · ");
}

async function send(question) {
  const model = byId("model").value;
  running = new AbortController();
  busy(true);
  trouble("");
  history.push({ role: "user", content: question });
  add("You", question);
  const answer = add(model, "");
  answer.turn.setAttribute("aria-busy", "true"); // It is read out when it is whole.
  try {
    byId("about").textContent = "waits…";
    const began = performance.now();
    const response = await ask(model, running.signal);
    if (response.status === 401) return void location.assign("/login");
    if (!response.ok) throw new Error(await failure(response));
    await listen(response, answer, began);
  } catch (error) {
    byId("about").textContent = "";
    if (error.name !== "AbortError") trouble(error.message);
  }
  settle(answer, question);
}

/** What has come of the answer is kept; a question without any goes back into its box. */
function settle(answer, question) {
  answer.turn.removeAttribute("aria-busy");
  if (answer.body.textContent) history.push({ role: "assistant", content: answer.body.textContent });
  else {
    history.pop();
    answer.turn.previousSibling.remove();
    answer.turn.remove();
    byId("question").value = question;
  }
  running = null;
  busy(false);
}

function busy(yes) {
  byId("send").disabled = yes;
  byId("stop").disabled = !yes;
  byId("clear").disabled = yes;
}

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = byId("question").value.trim();
    if (!question || running) return;
    byId("question").value = "";
    byId("question").focus();
    send(question);
  });
  byId("question").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && running && running.abort());
  byId("stop").addEventListener("click", () => running && running.abort());
  byId("clear").addEventListener("click", () => {
    history = [];
    byId("log").replaceChildren();
    byId("about").textContent = "";
    trouble("");
    byId("question").focus();
  });
}
