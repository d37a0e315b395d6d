// Stands in for the worker: hands every message of the page scripts to the test and does what the test answers.
// Only the scripts under test are the built ones.
const desk = 'https://api.xero.com/overlay-desk';

async function answer(message, sender) {
  const reply = await (await fetch(desk, { method: 'POST', body: JSON.stringify(message) })).json();
  if (message.type === 'screen.shown' && reply.guide) {
    const target = { tabId: sender.tab.id, frameIds: [0] };
    await chrome.scripting.executeScript({ target, files: ['page-guide.js'] });
  }
  if (message.type === 'report.seen' && reply.marker) {
    const target = { tabId: sender.tab.id, frameIds: [sender.frameId] };
    await chrome.scripting.executeScript({ target, files: ['report-marker.js'] });
  }
  return reply;
}

chrome.runtime.onMessage.addListener((message, sender, sendResponse) => {
  answer(message, sender).then(sendResponse, () => sendResponse(undefined));
  return true;
});
