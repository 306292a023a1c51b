using System.Text;
using Versori.Connectors.Generation.Overlays;

namespace Versori.Connectors.Generation;

/// <summary>
/// An OpenAPI Overlay 1.1: changes of a document that are kept beside it and applied again to its next version.
/// Immutable.
/// </summary>
/// <remarks>
/// <para>
/// An overlay that a person or a vendor wrote changes the document before it is imported. One that <see cref="Record"/>
/// made from the edits of a connector names the operations of the document, and changes what was imported from them,
/// whatever the kind of the source.
/// </para>
/// <para>
/// Of JSONPath (RFC 9535), these expressions are read: names (<c>.name</c>, <c>['name']</c>), indexes (<c>[0]</c>,
/// <c>[-1]</c>), wildcards (<c>.*</c>, <c>[*]</c>), lists of names and indexes (<c>['get','put']</c>), descendants
/// (<c>..name</c>, <c>..*</c>), and filters that compare or test a member (<c>[?@.name=='limit']</c>,
/// <c>[?@.in!='path' &amp;&amp; @['x-internal']]</c>). Slices, functions, <c>||</c> and parentheses within a filter are
/// not read: an overlay with them is refused.
/// </para>
/// </remarks>
public sealed class OpenApiOverlay
{
    /// <summary>The most actions of an overlay.</summary>
    internal const int MaximumActions = 100_000;

    internal OpenApiOverlay(string title, string version, string? extends, IReadOnlyList<OverlayAction> actions)
    {
        Title = title;
        Version = version;
        Extends = extends;
        Actions = actions;
    }

    /// <summary>What the overlay is for.</summary>
    public string Title { get; }

    /// <summary>The version of the overlay itself.</summary>
    public string Version { get; }

    /// <summary>The URL of the document that it changes, if it states one. It is not requested.</summary>
    public string? Extends { get; }

    /// <summary>The actions, in the order in which they are applied.</summary>
    public IReadOnlyList<OverlayAction> Actions { get; }

    /// <summary>
    /// The connector whose edits the overlay records (<c>x-versori-connector</c>); <see langword="null"/> if it changes
    /// the document itself.
    /// </summary>
    public ConnectorId? ConnectorId { get; internal init; }

    /// <summary>Reads an overlay.</summary>
    /// <param name="text">JSON or YAML, of version 1.0 or 1.1.</param>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorErrorCode.InvalidDocument"/>: it is no overlay. Every problem has a JSON pointer.
    /// </exception>
    public static OpenApiOverlay Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return OverlayReader.Read(text);
    }

    /// <summary>
    /// Records what was edited on an imported connector, as actions that
    /// <see cref="ConnectorSource.WithOverlay"/> applies to the next version of the document. Applied to the same
    /// import, they return the edited definition; only the order of endpoints is that of the import.
    /// </summary>
    /// <param name="imported">The definition as it was imported, without an overlay.</param>
    /// <param name="edited">The definition with the edits.</param>
    /// <param name="keepsEndpoints">
    /// Whether endpoints of the import that the edited definition lacks were not removed by a person, but left out by a
    /// plan. They, and the schemas that only they use, are then not recorded as removed. Default: no.
    /// </param>
    public static OpenApiOverlay Record(
        ConnectorDefinition imported, ConnectorDefinition edited, bool keepsEndpoints = false)
    {
        ArgumentNullException.ThrowIfNull(imported);
        ArgumentNullException.ThrowIfNull(edited);
        return EditRecorder.Record(imported, edited, keepsEndpoints);
    }

    /// <summary>Applies the overlay to the text of a document.</summary>
    /// <param name="document">JSON or YAML.</param>
    /// <exception cref="ConnectorException">The document cannot be read.</exception>
    /// <exception cref="InvalidOperationException">
    /// The overlay records edits of a connector. <see cref="ConnectorSource.WithOverlay"/> applies it.
    /// </exception>
    public OverlayResult Apply(string document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (ConnectorId is not null)
        {
            throw new InvalidOperationException(
                $"The overlay records edits of a connector. Import the document with {nameof(ConnectorSource)}."
                + $"{nameof(ConnectorSource.WithOverlay)}.");
        }

        var (content, outcomes) = DocumentOverlay.Apply(
            this, Encoding.UTF8.GetBytes(document), int.MaxValue, new(CancellationToken.None));
        return new(Encoding.UTF8.GetString(content.Span), outcomes);
    }

    /// <summary>Returns the overlay as indented JSON. Equal overlays have equal text.</summary>
    public string ToJson() => OverlayWriter.Write(this);
}
