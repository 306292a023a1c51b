using System.Globalization;
using System.Text;

namespace Versori.Connectors.Catalog;

/// <summary>Writes a diff as text.</summary>
internal static class DiffText
{
    private static readonly (ChangeImpact Impact, string Title)[] Groups =
    [
        (ChangeImpact.Breaking, "Breaking"),
        (ChangeImpact.PossiblyBreaking, "Possibly breaking"),
        (ChangeImpact.Compatible, "Compatible"),
    ];

    public static string Of(DefinitionDiff diff)
    {
        var text = new StringBuilder();
        text.Append(diff.ConnectorId.Value).Append(Versions(diff)).Append(": ");
        if (diff.IsEmpty) return text.Append("no changes\n").ToString();
        var counts = Groups.Select(group =>
            (group.Title, Count: diff.Changes.Count(change => change.Impact == group.Impact)))
            .Where(group => group.Count > 0)
            .Select(group => $"{group.Count} {group.Title.ToLowerInvariant()}");
        text.AppendJoin(", ", counts).Append('\n');
        foreach (var (impact, title) in Groups)
        {
            var changes = diff.Changes.Where(change => change.Impact == impact).ToList();
            if (changes.Count == 0) continue;
            text.Append('\n').Append(title).Append('\n');
            foreach (var change in changes) text.Append("  ").Append(Line(change)).Append('\n');
        }

        if (diff.Templates.Count == 0) return text.ToString();
        text.Append("\nTemplates\n");
        foreach (var template in diff.Templates) text.Append("  ").Append(Line(template)).Append('\n');
        return text.ToString();
    }

    private static string Versions(DefinitionDiff diff) => (diff.FromVersion, diff.ToVersion) switch
    {
        (null, null) => "",
        (null, { } to) => $" (to version {to})",
        ({ } from, null) => $" (from version {from})",
        ({ } from, { } to) => $" (version {from} to {to})",
    };

    private static string Line(DefinitionChange change)
    {
        var sign = change.Kind switch { ChangeKind.Added => '+', ChangeKind.Removed => '-', _ => '~' };
        var part = change.Part switch
        {
            DefinitionPart.AuthMethod => "auth method ",
            DefinitionPart.Connector => "",
            _ => $"{change.Part.ToString().ToLowerInvariant()} ",
        };
        return $"{sign} {part}{change}";
    }

    private static string Line(TemplateImpact impact)
    {
        var subjects = impact.Changes.Where(change => change.Impact == impact.Impact)
            .Select(change => change.Subject ?? "the connector")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var title = Array.Find(Groups, group => group.Impact == impact.Impact).Title.ToLowerInvariant();
        var reach = impact.PinnedVersion is { } version
            ? $"pinned to version {version.ToString(CultureInfo.InvariantCulture)}"
            : "follows the newest version";
        return $"{impact.Template} ({reach}): {title}: {string.Join(", ", subjects)}";
    }
}
