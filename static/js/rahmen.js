// Macht jeden unserer Rahmen so hoch wie die Karte darin. Freiwillig: Ohne dieses Skript behält er seine feste Höhe.
(() => {
  const ours = new URL(document.currentScript.src).origin;
  const frames = () => document.querySelectorAll("iframe");
  window.addEventListener("message", (event) => {
    const height = event.origin === ours && event.data ? event.data.kommunaleJobcenter : undefined;
    if (!Number.isFinite(height)) return;
    for (const frame of frames()) {
      if (frame.contentWindow === event.source) frame.height = Math.min(Math.max(height, 80), 3000);
    }
  });
  // Karten, die schon da sind, haben ihre Höhe gesagt, bevor jemand zuhörte.
  const ask = () => {
    for (const frame of frames()) {
      if (frame.src.startsWith(`${ours}/einbetten/`)) frame.contentWindow.postMessage("kommunaleJobcenter", "*");
    }
  };
  ask();
  window.addEventListener("load", ask);
})();
