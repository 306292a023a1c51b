using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Documentation;

/// <summary>What was read from the pages of one system so far.</summary>
internal sealed class PagesReading(Work work)
{
    private readonly List<PageBlock> _blocks = [];
    private readonly List<ConnectorError> _warnings = [];

    /// <summary>The blocks of all pages.</summary>
    public IReadOnlyList<PageBlock> Blocks => _blocks;

    /// <summary>The endpoints.</summary>
    public EndpointCollector Collected { get; } = new(work);

    /// <summary>The authentication.</summary>
    public DocumentedAuth Auth { get; } = new();

    /// <summary>The base URL that a chat client read, if the rules found none.</summary>
    public (PathText Url, Stated Source)? ModelAddress { get; set; }

    /// <summary>Adds a page.</summary>
    public void Add(IReadOnlyList<PageBlock> page)
    {
        _blocks.AddRange(page);
        Collected.Read(page);
        foreach (var block in page) Auth.Read(block);
    }

    /// <summary>Adds a warning.</summary>
    public void Warn(string message) =>
        _warnings.Add(new() { Code = ConnectorErrorCode.InvalidDocument, Message = message });

    /// <summary>Returns the draft.</summary>
    public DocumentationDraft Draft()
    {
        foreach (var (request, page, _) in Collected.Examples) Auth.Read(request, page);
        var address = BaseAddress.Find(_blocks, Collected) ?? ModelAddress;
        var draft = new DraftBuilder(Collected, Auth, work).Build(Title(address), address);
        return _warnings.Count == 0 ? draft : draft with { Warnings = [.. _warnings, .. draft.Warnings] };
    }

    // The first title of the first page is often "Authentication"; the host tells the system.
    private string Title((PathText Url, Stated Source)? address)
    {
        var host = address is { } found ? found.Url.Origin.Split("://")[^1].Split(':')[0] : null;
        var title = _blocks.FirstOrDefault(block => block is { Kind: BlockKind.Heading, Level: 1 })?.Text;
        if (title is { Length: <= 60 } && title.Contains("API", StringComparison.Ordinal)) return title;
        if (host is null) return title ?? "API";
        var labels = host.Split('.').Where(label => !PathText.IsVariable(label)).ToArray();
        return labels.Length >= 2 && !labels[^1].All(char.IsAsciiDigit) ? labels[^2] : host;
    }
}
