using McpServerSample;
using Microsoft.Extensions.Logging.Console;
using Versori.Connectors;
using Versori.Connectors.Generation;
using Versori.Connectors.Mcp;

// A client and a person without hands, for a first look: the client starts this program again, as the server.
if (args is ["--auto"]) return await AutomaticClient.RunAsync();

// The person who runs the process: a client starts one for each user.
var owner = Owner.User(Environment.UserName is { Length: > 0 } name ? name : "me");
var template = new TemplateId("mcp-sample", "notes");

var builder = WebApplication.CreateSlimBuilder();

// The standard output belongs to the protocol.
builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning);
builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
builder.WebHost.UseUrls("http://127.0.0.1:0");

// Links lead to a page of this process.
var page = new ConnectPage(owner);
builder.Services.AddVersoriConnectors()
    .AddGeneration()
    .UseConnectLinks(page.CreateAsync)
    .AddMcp(mcp =>
    {
        mcp.Templates.Add(template);
        mcp.ServerName = "notes";
        mcp.Instructions = "Reads and writes the user's notes.";
        mcp.Writes = args.Contains("--trust-client") ? McpWriteApproval.Client : McpWriteApproval.Confirm;
    });

await using var app = builder.Build();
NotesSystem.Map(app);
page.Map(app);
await app.StartAsync();
page.Address = new Uri(app.Urls.First());

// The connector, made from the document of the external system, and the template that the server offers.
var catalog = app.Services.GetRequiredService<IConnectorCatalog>();
var imported = await app.Services.GetRequiredService<IConnectorGenerator>().ImportAsync(
    ConnectorSource.OpenApi(NotesSystem.Document).WithId("notes").WithBaseUrl(app.Urls.First())
        .WithAuth(new BearerAuth()));
await catalog.PublishAsync(imported.Definition);
await catalog.LinkAsync(new()
{
    Id = template,
    ConnectorId = imported.Definition.Id,
    Sharing = TemplateSharing.PerOwner,
});

await app.Services.GetRequiredService<IConnectorMcp>().RunStdioAsync(owner);
return 0;
