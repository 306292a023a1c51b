// A client of the TypeScript SDK. It writes what it saw as one line of JSON.
// node client.mjs http|stdio legacy|VERSION URL-OR-ASSEMBLY TOKEN READ-TOOL WRITE-TOOL WRITE-ARGUMENTS
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const [kind, version, target, token, readTool, writeTool, writeArguments] = process.argv.slice(2);
const seen = { asked: [] };

const transport = () => kind === 'http'
  ? new StreamableHTTPClientTransport(new URL(target), { requestInit: { headers: { Authorization: `Bearer ${token}` } } })
  : new StdioClientTransport({ command: 'dotnet', args: [target], env: { ...process.env, NOTES_KEY: token } });

// What a person does in a browser.
const open = async url => {
  const response = kind === 'http'
    ? await fetch(url, { headers: { Authorization: `Bearer ${token}` } })
    : await fetch(url, { method: 'POST', body: new URLSearchParams({ key: token }) });
  if (!response.ok) throw new Error(`The page returned ${response.status}.`);
};

const connect = async capabilities => {
  const client = new Client({ name: 'typescript', version: '1' }, {
    capabilities,
    versionNegotiation: { mode: version === 'legacy' ? 'legacy' : { pin: version } },
  });
  if (capabilities.elicitation) {
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      seen.asked.push(params.mode ?? 'form');
      if (params.mode === 'url') {
        await open(params.url);
        return { action: 'accept' };
      }

      return { action: 'accept', content: { approve: true } };
    });
  }

  await client.connect(transport());
  return client;
};

const textOf = result => result.content.map(part => part.text).join('');
const writing = { name: writeTool, arguments: JSON.parse(writeArguments) };

const alone = await connect({});
seen.tools = (await alone.listTools()).tools.map(tool => ({ name: tool.name, annotations: tool.annotations }));
const refused = await alone.callTool(writing);
seen.refused = { isError: refused.isError === true, text: textOf(refused) };
await alone.close();

const client = await connect({ elicitation: { form: {}, url: {} } });
try {
  seen.read = textOf(await client.callTool({ name: readTool, arguments: {} }));
} catch (error) {
  seen.code = error.code;
  const elicitations = error.elicitations ?? error.data.elicitations;
  seen.mode = elicitations[0].mode;
  await open(elicitations[0].url);
  seen.read = textOf(await client.callTool({ name: readTool, arguments: {} }));
}

const written = await client.callTool(writing);
seen.written = { isError: written.isError === true, text: textOf(written) };
await client.close();
console.log(JSON.stringify(seen));
