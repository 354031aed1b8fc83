// Sends what the link in a mail carries: its token is the fragment, "#token=...".
"use strict";

const token = new URLSearchParams(location.hash.slice(1)).get("token");
const says = document.getElementById("says");

async function send(path, body, done) {
  says.textContent = "Sending …";
  try {
    const answer = await fetch("/api/v1/auth" + path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (answer.ok) {
      says.textContent = done;
      document.querySelector("form").hidden = true;
      history.replaceState(null, "", location.pathname);
      return;
    }
    const problem = await answer.json();
    const fault = (problem.errors || [])[0];
    says.textContent = fault ? "The password " + fault.message + "." : problem.detail;
  } catch {
    says.textContent = "The server could not be reached. Try again in a moment.";
  }
}

document.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.id === "verify") {
    send("/email/verify", { token }, "Your address is confirmed. You can close this page.");
  } else {
    send("/password/reset", { token, new_password: event.target.password.value },
      "Your new password holds, and every device is signed out. Sign in with it.");
  }
});

if (!token) {
  says.textContent = "This link is not whole. Open it from the mail again, or ask for a new one.";
  document.querySelector("form").hidden = true;
}
