using System.Globalization;
using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pages;
using Versori.Connectors.AspNetCore.Pipeline;
using Versori.Connectors.AspNetCore.Problems;

namespace Versori.Connectors.AspNetCore.Connections;

/// <summary>The latest upgrade of a connection, which can be undone while the version before it exists.</summary>
internal sealed class UpgradeUndo(IConnectorCatalog catalog)
{
    private const string ShownField = "shown";

    /// <summary>The version that undoing the latest upgrade returns to; null if there is nothing to undo.</summary>
    public async Task<int?> FindVersionAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (connection.Snapshot.FormerVersions is not [.., var version]) return null;
        var found = await catalog.FindAsync(connection.ConnectorId, version, cancellationToken).ConfigureAwait(false);
        return found is { Definition: not null } && found.Version == version ? version : null;
    }

    /// <summary>Refuses a form that was shown before the connection was upgraded again.</summary>
    /// <exception cref="ConnectorException">The connection has another version than the page showed.</exception>
    public static void ThrowIfOutdated(IFormCollection form, Connection connection)
    {
        if (form[ShownField].ToString() is { Length: > 0 } shown && shown != ShownIn(connection))
            throw ConnectErrors.Of(
                ConnectorErrorCode.Conflict, "The connection has another version by now.", "version");
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
            ("version", version.ToString(CultureInfo.InvariantCulture)),
            (ShownField, ShownIn(connection)));
        html.Write($"</section>");
    }

    private static string ShownIn(Connection connection) =>
        connection.Snapshot.ConnectorVersion.ToString(CultureInfo.InvariantCulture);
}
