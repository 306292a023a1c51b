using System.Collections.ObjectModel;
using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation;

/// <summary>Applies the values of the host to a source that was imported before.</summary>
internal static class ImportedSource
{
    public static ImportResult Read(ImportResult import, ConnectorSource source)
    {
        var isUnchanged = source is { Id: null, Title: null, BaseUrl: null, Auth: null };
        // The same object is returned, because what is indexed belongs to it.
        if (isUnchanged) return import;
        var definition = import.Definition;
        return import with
        {
            Definition = definition with
            {
                Id = source.Id ?? definition.Id,
                Title = source.Title ?? definition.Title,
                BaseUrl = source.BaseUrl?.TrimEnd('/') ?? definition.BaseUrl,
                AuthMethods = source.Auth ?? definition.AuthMethods,
            },
            MissingServer = source.BaseUrl is null ? import.MissingServer : null,
            OtherServers = source.BaseUrl is null ? import.OtherServers : [],
            KeysWithoutWord = source.Auth is null ? import.KeysWithoutWord : [],
            AuthIsKnown = source.Auth is null && import.AuthIsKnown,
            BeforeKnown = source.Auth is null
                ? import.BeforeKnown
                : ReadOnlyDictionary<string, AuthMethod>.Empty,
            // Another address may be another system.
            Known = source.BaseUrl is null ? import.Known : null,
        };
    }
}
