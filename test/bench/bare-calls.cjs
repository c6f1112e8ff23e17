// As many calls as its second argument says to the address in its first, one after the other, and nothing else: what a call costs by itself.
const [address, count] = process.argv.slice(2);
const body = JSON.stringify({ text: 'x'.repeat(400) });
const headers = { 'content-type': 'application/json' };

(async () => {
  for (let call = 0; call < Number(count); call += 1) {
    const response = await fetch(address, { method: 'POST', body, headers });
    JSON.parse(await response.text());
  }
})();
