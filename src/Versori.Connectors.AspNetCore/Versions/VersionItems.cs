using System.Text.Json.Serialization;

namespace Versori.Connectors.AspNetCore.Versions;

/// <summary>A published version, compared with the one before it.</summary>
internal sealed record VersionItem(int Version, string Impact, IReadOnlyList<string> Changes);

/// <summary>A template and the version that it is pinned to; null: it follows the newest.</summary>
internal sealed record TemplateVersionItem(string Integration, string Name, int? PinnedVersion);

/// <summary>The newest versions of a connector, and the versions that its templates use.</summary>
internal sealed record VersionItems(
    int Version, long Revision, IReadOnlyList<VersionItem> Items, IReadOnlyList<TemplateVersionItem> Templates);

/// <summary>A request to publish an earlier version again.</summary>
internal sealed record RevertItem
{
    public required int Version { get; set; }

    public long? Revision { get; set; }
}

/// <summary>A request to pin a template; null: follow the newest version.</summary>
internal sealed record PinItem
{
    public required int? Version { get; set; }
}

/// <summary>What another version would change for a template.</summary>
internal sealed record TemplateUpgradeItem(
    int FromVersion,
    int ToVersion,
    string Impact,
    IReadOnlyList<string> Changes,
    IReadOnlyList<string> MissingEndpoints,
    IReadOnlyList<string> MissingAuthMethods);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(VersionItems))]
[JsonSerializable(typeof(RevertItem))]
[JsonSerializable(typeof(PinItem))]
[JsonSerializable(typeof(TemplateUpgradeItem))]
internal sealed partial class VersionJson : JsonSerializerContext;
