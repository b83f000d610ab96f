// The workbench's JSON API, the only thing this page talks to.

export const get = (path) => call(path);

/** An email as it went over the wire. */
export async function source(id) {
  const response = await fetch(`/api/messages/${encodeURIComponent(id)}/source`);
  return response.ok ? response.text() : `The workbench has no source of email ${id}.`;
}

export const post = (path, body = {}) =>
  call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/** Calls `changed` now and whenever something happened, `lost` when the workbench goes away. */
export function listen(changed, lost) {
  const stream = new EventSource("/api/stream"); // says "changed" as soon as it is connected
  stream.addEventListener("changed", changed);
  stream.addEventListener("error", lost);
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error("The workbench does not answer. Is “make run” still running?");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Error(answer.error ?? `The workbench answered ${response.status} to ${path}.`);
  }
  return answer;
}
