using Versori.Connectors.Reading;

namespace Versori.Connectors;

/// <summary>
/// The catalogue of known systems: how real systems authenticate and are addressed. It contains no endpoints; those
/// come from documents.
/// </summary>
/// <remarks>
/// Safe for concurrent use. Ids, titles and hosts are in one small index; a description is read when it is used. The
/// descriptions are data of this package: a connector that was made from one does not change when the package is
/// updated. Facts that were not compared with the vendor's pages are marked (<see cref="KnownFact.Status"/>).
/// </remarks>
public static class KnownSystems
{
    private const int MaximumNearest = 5;

    /// <summary>All systems in the order of their ids, from the index. No description is read.</summary>
    public static IReadOnlyList<KnownSystemEntry> All => KnownIndex.Entries;

    /// <summary>
    /// The systems by their hosts, for a generator without dependency injection. <c>AddKnownSystems</c> registers it.
    /// </summary>
    public static IKnownHosts Hosts { get; } = new CatalogueHosts();

    /// <summary>Finds a system by its id or one of its aliases, ignoring case.</summary>
    /// <param name="id">The id, such as <c>hubspot</c>.</param>
    /// <returns>The system; <see langword="null"/> if it is not known.</returns>
    public static KnownSystem? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return KnownIndex.Find(id) is { } entry ? KnownSystemReader.Read(entry.Id) : null;
    }

    /// <summary>Returns a system by its id or one of its aliases, ignoring case.</summary>
    /// <param name="id">The id, such as <c>hubspot</c>.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.NotFound"/>: the system is not known. The message and
    /// <see cref="ConnectorError.Related"/> have the most similar ids.
    /// </exception>
    public static KnownSystem Get(string id)
    {
        if (Find(id) is { } system) return system;
        string[] nearest = [.. KnownIndex.Nearest(id).Take(MaximumNearest)];
        throw new ConnectorException(new ConnectorError
        {
            Code = ConnectorErrorCode.NotFound,
            Message = $"'{Shown(id)}' is not a known system. The most similar are {string.Join(", ", nearest)}. "
                + $"{nameof(KnownSystems)}.{nameof(Search)} finds systems by their names and hosts.",
            Location = "id",
            Related = nearest,
        });
    }

    /// <summary>
    /// Finds the system whose API is at a host, such as <c>api.hubapi.com</c> or <c>acme.myshopify.com</c>. An exact
    /// host takes precedence over a pattern, a pattern over a host's parent domain.
    /// </summary>
    /// <param name="host">The host name, in any case, with or without a port. A URL is accepted as well.</param>
    /// <returns>The system; <see langword="null"/> if none is known at the host.</returns>
    public static KnownSystem? ForHost(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return HostIndex.Find(host) is { } id ? KnownSystemReader.Read(id) : null;
    }

    /// <summary>
    /// Finds systems whose id, alias, title, vendor or host contains every word of the text. No description is read.
    /// </summary>
    /// <param name="text">Words, in any case and order.</param>
    /// <returns>The systems; those that are called so come first, those that only belong to the vendor last.</returns>
    public static IReadOnlyList<KnownSystemEntry> Search(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return KnownSearch.Find(text);
    }

    /// <summary>
    /// Lists the facts that were last checked longer ago than a period. Reads every description.
    /// </summary>
    /// <param name="asOf">The day from which the period counts back.</param>
    /// <param name="maximumAge">The period. Default: 365 days.</param>
    /// <param name="includeUndated">
    /// Whether facts without a date are listed as well: those that were never checked, and those that were compared
    /// with a page on an unknown day. Default: no.
    /// </param>
    /// <returns>The facts in the order of the systems' ids.</returns>
    public static IReadOnlyList<StaleFact> FindStale(
        DateOnly asOf, TimeSpan? maximumAge = null, bool includeUndated = false)
    {
        var oldest = asOf.AddDays(-(int)(maximumAge ?? TimeSpan.FromDays(365)).TotalDays);
        return StaleFacts.Of(All.Select(entry => KnownSystemReader.Read(entry.Id)), oldest, includeUndated);
    }

    private static string Shown(string id) => id.Length <= 100 ? id : id[..100];
}
