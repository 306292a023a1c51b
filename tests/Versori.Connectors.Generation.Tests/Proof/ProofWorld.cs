using Versori.Connectors.Planning.Measuring;

namespace Versori.Connectors.Generation.Tests.Proof;

/// <summary>The mock systems of the sets' documents, and the connectors that were imported from them.</summary>
internal sealed class ProofWorld : IAsyncDisposable
{
    private readonly Dictionary<string, ImportedConnector> _imported = new(StringComparer.Ordinal);

    private ProofWorld(MockServer server, IReadOnlyList<PlanningTask> tasks)
    {
        Server = server;
        Tasks = tasks;
    }

    public MockServer Server { get; }

    /// <summary>The requirements whose needs were written down.</summary>
    public IReadOnlyList<PlanningTask> Tasks { get; }

    public static async Task<ProofWorld> StartAsync()
    {
        var sets = Path.Combine(AppContext.BaseDirectory, "Sets");
        var documents = new Dictionary<string, string>(StringComparer.Ordinal);
        var tasks = Directory.GetFiles(sets, "*.txt").Order(StringComparer.Ordinal)
            .SelectMany(file => TaskReader.Read(file, documents))
            .Where(task => task.Needs.Count > 0)
            .ToList();
        var world = new ProofWorld(await MockServer.StartAsync(), tasks);
        var generator = ConnectorGenerator.Create();
        foreach (var (at, (system, file)) in documents.OrderBy(item => item.Key, StringComparer.Ordinal).Index())
        {
            var parts = file.Split('#');
            var text = await File.ReadAllTextAsync(Path.Combine(sets, "Documents", parts[0]));
            var compact = CompactDocument.Expand(text, parts.ElementAtOrDefault(1));
            var document = CompleteDocument.Of(compact, world.Server.UrlOf(system), at % 4);
            world.Server.Systems[system] = new(document);
            var source = ConnectorSource.OpenApi(document).WithId(system);
            world._imported[system] = await generator.ImportAsync(source);
        }

        return world;
    }

    public ImportedConnector Imported(string system) => _imported[system];

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
