using AgentSample;
using McpServerSample;
using Microsoft.Extensions.AI;
using Versori.Connectors;
using Versori.Connectors.AI;
using Versori.Connectors.Generation;

// The user of the host on whose behalf the model acts. A model cannot change it.
var user = Owner.User("ann");
var template = new TemplateId("agent-sample", "notes");

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddVersoriConnectors()
    .AddGeneration()
    .AddAgentTools()
    .UseConnectLinks((request, _) => new(new ConnectLink(new Uri("https://host.example.com/connect"))));
await using var app = builder.Build();
NotesSystem.Map(app);
await app.StartAsync();

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

// The functions: exactly the template's endpoints, for this user.
var tools = await app.Services.GetRequiredService<IAgentTools>().CreateAsync(template, user);
using var model = Models.Create();
using var client = model.AsBuilder().UseFunctionInvocation().Build();
var options = new ChatOptions { Tools = [.. tools.Tools] };

// The first question finds no connection: the model gets a link for the user.
Console.WriteLine(await AskAsync("Which notes do I have?"));
await app.Services.GetRequiredService<IConnections>().ConnectAsync(new ConnectRequest
{
    ConnectorId = imported.Definition.Id,
    Name = "notes",
    Owner = user,
    Credential = Credential.Bearer(Environment.GetEnvironmentVariable("NOTES_KEY") ?? "notes-demo-key"),
});
Console.WriteLine(await AskAsync("I have signed in. Which notes do I have?"));
Console.WriteLine(await AskAsync("Add a note: buy milk."));
Console.WriteLine(await AskAsync("Which notes do I have now?"));

// Asks the model. A write stops the loop until the user has allowed it.
async Task<string> AskAsync(string question)
{
    Console.WriteLine($"> {question}");
    List<ChatMessage> messages = [new(ChatRole.User, question)];
    var response = await client.GetResponseAsync(messages, options);
    while (Requests(response) is { Count: > 0 } requests)
    {
        messages.AddRange(response.Messages);
        messages.Add(new(ChatRole.User, [.. requests.Select(Approve)]));
        response = await client.GetResponseAsync(messages, options);
    }

    return response.Text;
}

static List<ToolApprovalRequestContent> Requests(ChatResponse response) =>
    [.. response.Messages.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>()];

AIContent Approve(ToolApprovalRequestContent request)
{
    var call = (FunctionCallContent)request.ToolCall;
    Console.WriteLine($"The model wants to call {call.Name}.");
    if (args.Contains("--yes")) return request.CreateResponse(approved: true);
    Console.Write("Allow it? (y/n) ");
    return request.CreateResponse(approved: Console.ReadLine() is "y" or "yes");
}
