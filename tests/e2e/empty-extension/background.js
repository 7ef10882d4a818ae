// Answers every message, and saves what it is told to save. Sets the badge as it starts.
chrome.runtime.onMessage.addListener((message, _sender, reply) => {
  if (message.save) chrome.storage.local.set(message.save).then(() => reply({ reply: 'done' }));
  else reply({ reply: 'hello' });
  return true;
});

chrome.action.setBadgeText({ text: '1' });
