namespace Versori.Connectors.Catalog;

/// <summary>A template that the host declares at start-up.</summary>
/// <param name="Id">The template's id.</param>
/// <param name="Sharing">
/// Whether all users share one connection; <see langword="null"/> if that is not declared.
/// </param>
/// <param name="Endpoints">The endpoints that it needs. Empty: all of the definition.</param>
internal sealed record TemplateDeclaration(TemplateId Id, TemplateSharing? Sharing, IReadOnlyList<string> Endpoints);
