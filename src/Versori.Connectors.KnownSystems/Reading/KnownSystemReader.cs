using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Versori.Connectors.Serialization;

namespace Versori.Connectors.Reading;

/// <summary>Reads the description of a system from the assembly.</summary>
internal static class KnownSystemReader
{
    // What was read stays: there are a few hundred, and a host uses a few of them.
    private static readonly ConcurrentDictionary<string, KnownSystem> Kept = new(StringComparer.Ordinal);

    /// <summary>Reads a system that the index has.</summary>
    public static KnownSystem Read(string id) => Kept.GetOrAdd(id, static id =>
    {
        using var stream = Open($"system/{id}")
            ?? throw new InvalidOperationException($"The description of '{id}' is not part of the assembly.");
        return Create(JsonSerializer.Deserialize(stream, KnownJsonContext.Default.KnownSystemFile)!);
    });

    /// <summary>Opens a resource of the assembly; <see langword="null"/> if it does not exist.</summary>
    public static Stream? Open(string name) => typeof(KnownSystemReader).Assembly.GetManifestResourceStream(name);

    /// <summary>The entry of the index for a file.</summary>
    public static KnownSystemEntry EntryOf(KnownSystemFile file) => new()
    {
        Id = file.Id,
        Title = file.Title,
        Vendor = file.Vendor,
        Aliases = file.Aliases,
        Hosts = file.Hosts,
        VariantOf = file.VariantOf,
    };

    private static KnownSystem Create(KnownSystemFile file) => new(EntryOf(file), DefinitionOf(file))
    {
        Links = file.Links,
        Registration = file.Registration,
        Facts = [.. file.Facts],
        Paging = file.Paging is { } paging ? ConnectorJson.Deserialize<EndpointPaging>(paging.GetRawText()) : null,
    };

    private static ConnectorDefinition DefinitionOf(KnownSystemFile file)
    {
        var definition = new JsonObject { ["id"] = file.Id, ["title"] = file.Title };
        foreach (var (name, value) in file.Definition) definition[name] = value?.DeepClone();
        if (file.Check is not null) AddCheck(definition, file.Check);
        return ConnectorDefinition.Parse(definition.ToJsonString());
    }

    private static void AddCheck(JsonObject definition, JsonObject check)
    {
        var request = check.DeepClone().AsObject();
        request.Remove("path", out var path);
        request["url"] = definition["baseUrl"]!.GetValue<string>() + path!.GetValue<string>();
        request["method"] ??= "GET";
        foreach (var method in definition["authMethods"]!.AsArray())
            method!["checkRequests"] ??= new JsonArray(request.DeepClone());
    }
}
