namespace Versori.Connectors.Generation.OpenApi;

/// <summary>The parts of an endpoint by their meaning for paging.</summary>
internal sealed class PagingClues
{
    private readonly HashSet<string> _pathWords;

    public PagingClues(
        ConnectorEndpoint endpoint,
        RequestShape request,
        ResponseShape response,
        IReadOnlyDictionary<string, string> headers)
    {
        Endpoint = endpoint;
        Response = response;
        Headers = headers;

        // A body's own field is what the system reads, if a parameter repeats it.
        var inBody = request.Inputs
            .Where(input => input.IsInBody)
            .Select(input => input.Normal)
            .ToHashSet(StringComparer.Ordinal);
        Inputs = [.. request.Inputs.Where(input => input.IsInBody || !inBody.Contains(input.Normal))];
        Size = Inputs.Where(input => PagingWords.IsSize(input.Normal) && input.IsScalar && !input.IsDate
                && !(input.IsInBody && input.Normal is "length" or "amount"))
            .OrderBy(SizeRank)
            .FirstOrDefault();
        _pathWords =
        [
            .. endpoint.Path.Split('/')
                .Where(part => part.Length > 0 && !part.Contains('{', StringComparison.Ordinal))
                .TakeLast(2)
                .Select(part => PagingName.Stem(PagingName.Of(part.Split('.')[0]))),
        ];
        IsRead = endpoint.Method.ToUpperInvariant() is not "POST";
    }

    public ConnectorEndpoint Endpoint { get; }

    public ResponseShape Response { get; }

    /// <summary>The headers of the response by normal name, with their descriptions.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    public IReadOnlyList<PagingInput> Inputs { get; }

    /// <summary>The parameter with the size of a page.</summary>
    public PagingInput? Size { get; }

    /// <summary>Whether the method only reads.</summary>
    public bool IsRead { get; }

    /// <summary>Whether the response can be a list.</summary>
    public bool HasArray => Response.Arrays.Exists(array =>
        !PagingWords.Never.Contains(array.Normal) || IsNamedByPath(array));

    /// <summary>Whether nothing is known about the response.</summary>
    public bool IsResponseUnknown => !Response.IsKnown;

    /// <summary>
    /// Whether the body contains what the response lists: the request writes it, and its body only has the same schema.
    /// </summary>
    public bool WritesItems => Inputs.Any(input => input.IsInBody
        && Response.Arrays.Exists(array => array.Pointer.Length > 0 && input.Place == $"body:{array.Pointer}"));

    /// <summary>Whether a static segment at the end of the path names the array.</summary>
    public bool IsNamedByPath(PagingArray array) => _pathWords.Contains(PagingName.Stem(array.Normal));

    // 'first' and 'count' have other meanings where there is a clearer name.
    private static int SizeRank(PagingInput input) => input.Normal switch
    {
        "first" => 2,
        "count" or "n" or "num" or "size" or "length" or "amount" or "results" or "take" or "top" or "max"
            or "rows" or "per" or "nb" => 1,
        _ => PagingWords.Sizes.Contains(input.Normal) ? 0 : 3,
    };
}
