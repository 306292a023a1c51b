using System.Globalization;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Connections;

/// <summary>The latest upgrade of a connection, which can be undone while the version before it exists.</summary>
internal sealed class UpgradeUndo(IConnectorCatalog catalog)
{
    /// <summary>The version that undoing the latest upgrade returns to; null if there is nothing to undo.</summary>
    public async Task<int?> FindVersionAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (connection.Snapshot.FormerVersions is not [.., var version]) return null;
        var found = await catalog.FindAsync(connection.ConnectorId, version, cancellationToken).ConfigureAwait(false);
        return found is { Definition: not null } && found.Version == version ? version : null;
    }

    public static void Write(HtmlWriter html, ConnectContext context, Connection connection, int version)
    {
        var texts = context.Texts;
        html.Write($"<section aria-labelledby=\"undo\"><h2 id=\"undo\">{texts["undo.title"]}</h2>");
        html.Write($"<p>{texts.Format("undo.text", version, connection.Snapshot.ConnectorVersion)}</p>");
        PageForms.WriteButton(
            html,
            context,
            context.Url("connections", connection.Id.ToString(), "upgrade"),
            texts["drift.undo"],
            kind: null,
            describedBy: null,
            ("version", version.ToString(CultureInfo.InvariantCulture)));
        html.Write($"</section>");
    }
}
