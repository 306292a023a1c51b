namespace Versori.Connectors.Reading;

/// <summary>Finds the known system at a host, for other parts of the library.</summary>
internal sealed class CatalogueHosts : IKnownHosts
{
    public KnownHost? Find(string host)
    {
        if (HostIndex.Find(host) is not { } id) return null;
        var system = KnownSystemReader.Read(id);
        return new()
        {
            SystemId = system.Id,
            // The spelling matters: the words of HubSpot are "hub" and "spot".
            Names = [.. system.Aliases.Prepend(system.Id).Prepend(system.Title).Distinct(StringComparer.Ordinal)],
            Pattern = HostIndex.PatternOf(system.Entry, host),
            Definition = system.Definition,
        };
    }
}
