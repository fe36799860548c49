// Tries to get out of the page. The body of a function, which returns each attempt with its result.
const [done] = arguments;
const came = {};
const violated = [];
document.addEventListener("securitypolicyviolation", (event) => violated.push(event.effectiveDirective));
const soon = (work) => Promise.race([work, new Promise((resolve) => setTimeout(resolve, 500, "nothing"))]);

const frame = (attribute, value) =>
  soon(
    new Promise((resolve) => {
      const element = document.createElement("iframe");
      element.onload = () => {
        try {
          resolve("__TAURI_INTERNALS__" in element.contentWindow ? "commands" : "nothing");
        } catch {
          resolve("another origin");
        }
      };
      element.setAttribute(attribute, value);
      document.body.append(element);
    }),
  );

(async () => {
  for (const address of ["https://example.org/", "http://tauri.localhost/", "data:text/html,x", "file:///etc/passwd", "about:blank", "tauri://localhost/"])
    came[`window ${address}`] = window.open(address) === null ? "nothing" : "opened";
  for (const address of ["https://example.org/", "data:text/html,x", "tauri://localhost/", "about:blank", "file:///etc/passwd"])
    came[`frame ${address}`] = await frame("src", address);
  came["frame of its own text"] = await frame("srcdoc", "<script>parent.ran = true</script>");
  came["script in it"] = window.ran === true ? "ran" : "nothing";
  document.querySelectorAll("iframe").forEach((element) => element.remove());

  for (const address of ["https://example.org/", "http://localhost/", "file:///etc/passwd", "tauri://example.org/"])
    came[`fetch ${address}`] = await soon(fetch(address).then(() => "answered", () => "nothing"));
  const headers = { "Content-Type": "application/json", "Tauri-Callback": "1", "Tauri-Error": "2" };
  const forged = (key) => soon(fetch("ipc://localhost/status", { method: "POST", body: "{}", headers: { ...headers, ...key } }).then(
    async (answer) => (answer.headers.get("Tauri-Response") === "ok" ? "answered" : "nothing"),
    () => "nothing",
  ));
  came["command without the page's key"] = await forged({});
  came["command with another key"] = await forged({ "Tauri-Invoke-Key": "0" });

  for (const address of ["https://example.org/", "data:text/html,x", "file:///etc/passwd", "tauri://example.org/", "http://tauri.localhost/"]) {
    try {
      location.href = address;
    } catch {
      // For some the event comes at once.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    came["code from text"] = String(new Function("return 'ran'")());
  } catch {
    came["code from text"] = "nothing";
  }
  done({ came, violated: [...new Set(violated)], address: location.href });
})();
