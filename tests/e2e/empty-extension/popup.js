// Asks the worker once and shows that it answered.
const { reply } = await chrome.runtime.sendMessage({ popup: true });
document.getElementById('app').textContent = `The worker answered: ${reply}, and this is its whole page.`;
