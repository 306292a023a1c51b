using PlannerSample;
using Versori.Connectors;
using Versori.Connectors.Generation;

if (Arguments.Read(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

var builder = Host.CreateApplicationBuilder();
builder.Logging.ClearProviders();
var connectors = builder.Services.AddVersoriConnectors().AddGeneration();
if (arguments.Data is { } file) connectors.UseSqlite(file);
if (Clients.Create(arguments) is { } client) builder.Services.AddSingleton(client);
var documents = arguments.Documents.Count > 0
    ? arguments.Documents
    : [Path.Combine(AppContext.BaseDirectory, "orders.json")];

// The user typed the URLs, so their origins are trusted, also if they are on the user's own machine.
foreach (var url in documents.Select(Documents.Url).OfType<Uri>())
    connectors.ConfigureExternalUrls(options => options.Trust(url.GetLeftPart(UriPartial.Authority)));
using var host = builder.Build();
var chat = host.Services.GetRequiredService<IConnectorChat>();
try
{
    var earlier = arguments.Documents.Count == 0 ? await chat.ListAsync(Owner.Host).LastOrDefaultAsync() : null;
    var conversation = earlier
        ?? await chat.StartAsync(new() { Sources = [.. documents.Select(Documents.Source)] });
    Console.WriteLine(earlier is null ? "A new conversation." : $"Continues \"{earlier.Title}\".");
    Printing.Drafts(conversation);
    return await Terminal.RunAsync(new(chat, conversation), arguments.Lines);
}
catch (ConnectorException exception)
{
    foreach (var error in exception.Errors) Console.Error.WriteLine($"{error.Code}: {error}");
    return 1;
}
