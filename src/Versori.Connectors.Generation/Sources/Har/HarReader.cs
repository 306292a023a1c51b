using System.Text.Json;
using Versori.Connectors.Generation.OpenApi;
using Versori.Connectors.Generation.Reading;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Translates recorded requests (HTTP Archive 1.2, http://www.softwareishard.com/blog/har-12-spec/). Requests of one
/// method and one form of path become an endpoint. No value of a request or a response is kept.
/// </summary>
internal sealed class HarReader
{
    // No API has such paths. The import has the same limit.
    private const int MaximumPath = 8000;

    private readonly OpenApiBuilder _builder = new();
    private readonly Work _work;
    private readonly OrderedDictionary<string, (Node First, int Count)> _leftOut = new(StringComparer.Ordinal);

    private HarReader(Work work) => _work = work;

    /// <summary>Whether a document is a recording.</summary>
    public static bool Matches(JsonElement root) =>
        root.TryGetProperty("log", out var log) && log.ValueKind == JsonValueKind.Object
        && (log.TryGetProperty("entries", out _) || log.TryGetProperty("creator", out _));

    /// <summary>Translates a recording.</summary>
    /// <exception cref="ConnectorException">It has no requests to an API.</exception>
    public static Translation Read(Node root) => new HarReader(root.Work).ReadLog(root);

    private Translation ReadLog(Node root)
    {
        var list = root.Object("log")?.Find("entries");
        if (list is not { Value.ValueKind: JsonValueKind.Array })
            throw DocumentErrors.Invalid("/log/entries", "The recording has no list of entries.");
        var recorded = Recorded(list);
        var signIn = new HarSignIn(recorded, _work);
        var entries = Calls(recorded, signIn);
        if (entries.Count == 0)
        {
            throw DocumentErrors.Invalid(
                "/log/entries",
                "The recording has no requests to an API. Static files, pages, sign-ins and measurement are left out.");
        }

        var origin = Main(entries);
        foreach (var group in entries.Where(entry => entry.Origin != origin).GroupBy(
            entry => entry.Origin, StringComparer.Ordinal))
        {
            var host = group.First().Url.Host;
            group.First().Node.WarnLeftOut(
                $"{group.Count()} requests go to the host '{host}', of which this is the first. They are left out, "
                + "because most requests go to another host.");
        }

        entries.RemoveAll(entry => entry.Origin != origin);
        WriteLeftOut();
        _builder.Title = TitleOf(entries[0].Url);
        _builder.AddServer(origin, [], entries[0].Node.Pointer);
        AddOperations(entries, signIn);
        return _builder.Build();
    }

    private List<HarEntry> Recorded(Node list)
    {
        var recorded = new List<HarEntry>();
        foreach (var node in list.Items())
        {
            _work.Step();
            if (!node.IsObject) node.Warn("An entry must be an object. It is ignored.");
            else if (HarEntry.Read(node) is not { } entry) LeaveOut("are not requests over HTTP", node);
            else if (entry.Url.AbsolutePath.Length > MaximumPath) LeaveOut("have paths that are too long", node);
            else recorded.Add(entry);
        }

        return recorded;
    }

    private List<HarEntry> Calls(List<HarEntry> recorded, HarSignIn signIn)
    {
        var calls = new List<HarEntry>();
        foreach (var entry in recorded)
        {
            var reason = HarFilter.Reason(entry.Method, entry.Url, entry.Node, entry.ResponseType);
            if (signIn.Contains(entry)) reason = "sign in or out";
            if (reason is null) calls.Add(entry);
            else LeaveOut(reason, entry.Node);
        }

        return calls;
    }

    private void LeaveOut(string reason, Node node) =>
        _leftOut[reason] = _leftOut.TryGetValue(reason, out var known) ? (known.First, known.Count + 1) : (node, 1);

    private void WriteLeftOut()
    {
        foreach (var (reason, (first, count)) in _leftOut)
            first.WarnLeftOut($"{count} requests {reason}, of which this is the first. They are left out.");
    }

    // The API is the host of most of the requests that send or return JSON.
    private static string Main(List<HarEntry> entries) => entries
        .GroupBy(entry => entry.Origin, StringComparer.Ordinal)
        .MaxBy(group => group.Sum(entry =>
            MediaTypes.IsJson(entry.ResponseType) || MediaTypes.IsJson(entry.PostType) ? 3 : 1))!.Key;

    private static string TitleOf(Uri url)
    {
        var host = url.Host;
        foreach (var prefix in (string[])["www.", "api.", "app."])
        {
            var isPrefix = host.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
            if (isPrefix && host.IndexOf('.', prefix.Length) > 0) host = host[prefix.Length..];
        }

        return host;
    }

    private void AddOperations(List<HarEntry> entries, HarSignIn signIn)
    {
        var signatures = new Dictionary<HarEntry, string>();
        foreach (var entry in entries) HarSegments.MaskByForm(entry);
        HarSegments.MaskByVariation(entries, entry =>
        {
            if (!signatures.TryGetValue(entry, out var signature)) signatures[entry] = signature = SignatureOf(entry);
            return signature;
        });
        var auth = new HarAuth(_builder, signIn);
        var isAuthNeeded = entries.Exists(entry => auth.Read(entry).Count > 0);
        var operations = entries
            .GroupBy(entry => $"{entry.Method} {string.Join('/', entry.Segments)}", StringComparer.Ordinal)
            .Select(group => new HarOperation([.. group], _work));
        foreach (var operation in operations)
        {
            var method = operation.First.Method;
            _builder.AddOperation(
                method,
                operation.Path,
                Slug.Of($"{method} {operation.Path}"),
                operation.ToOperation(auth, isAuthNeeded),
                operation.First.Node.Pointer);
        }

        var guarded = entries.Find(entry => entry.Headers.Any(
            header => CredentialNames.IsForgeryGuard(header.Name)));
        guarded?.Node.WarnLeftOut("Tokens against forged requests belong to a browser's session. They are left out.");
    }

    private string SignatureOf(HarEntry entry)
    {
        if (!entry.IsSuccess) return "";
        using var json = entry.ResponseJson();
        if (json is null) return "";
        var shape = new Shape();
        shape.Add(json.RootElement, _work);
        return shape.CountNames() < 3 ? "" : shape.Signature();
    }
}
