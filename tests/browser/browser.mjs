// Chromium without a screen, and pages of it that tell what went wrong in them.
import puppeteer from "puppeteer-core";

export function launch(program) {
  return puppeteer.launch({
    executablePath: program,
    headless: true,
    protocolTimeout: 300000,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-smooth-scrolling", "--disable-background-networking", "--disable-component-update",
      "--disable-dev-shm-usage", "--no-first-run", "--disable-sync", "--mute-audio", "--hide-scrollbars",
      "--allow-file-access-from-files=false",
    ],
  });
}

// A page that notes errors of the console, and requests that leave `root` or fail.
export async function watched(browser, root) {
  const page = await browser.newPage();
  const faults = [];
  page.faults = faults;
  page.within = (address) => address.startsWith(root) || /^(data|blob|about):/.test(address);
  page.on("console", (message) => {
    if (["error", "warn"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("request", (request) => {
    if (!page.within(request.url())) faults.push(`foreign request: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // A page that is left while it loads fails nothing.
    const why = request.failure()?.errorText ?? "";
    if (why !== "net::ERR_ABORTED") faults.push(`request failed: ${request.url()} ${why}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`status ${response.status()}: ${response.url()}`);
  });
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  return page;
}

export async function looks(page, { dark = false, width = 1280, script = true }) {
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height: width < 500 ? 844 : 800 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
}
