using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>One request of a <see cref="SessionTokenAuth"/>.</summary>
public sealed record SessionRequest
{
    private static readonly ValueList<int> WrongCredential = ValueList<int>.Of([401, 403]);

    /// <summary>The HTTP method. Default: <c>POST</c>.</summary>
    public string Method { get; init => field = value ?? "POST"; } = "POST";

    /// <summary>The absolute URL; a template.</summary>
    public required string Url { get; init; }

    /// <summary>Query parameters by name; the values are templates and are percent-encoded.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>Headers by name; the values are templates.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init => field = ValueMap<string>.Of(value); } = ValueMap<string>.Empty;

    /// <summary>The content, if any.</summary>
    public SessionRequestBody? Body { get; init; }

    /// <summary>What the answer must be to count as success. Default: a status from 200 to 299.</summary>
    public SessionSuccess Success { get; init => field = value ?? new(); } = new();

    /// <summary>
    /// The statuses that mean that the credential is wrong: asking again cannot help. Default: 401 and 403. 429 and 5xx
    /// are always taken as passing.
    /// </summary>
    public IReadOnlyList<int> RefusedStatuses { get; init => field = ValueList<int>.Of(value ?? WrongCredential); } = WrongCredential;

    /// <summary>What is picked from the answer.</summary>
    public IReadOnlyList<PickedValue> Picks { get; init => field = ValueList<PickedValue>.Of(value); } = ValueList<PickedValue>.Empty;
}
