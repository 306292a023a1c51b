using System.Text.Json.Serialization;
using Versori.Connectors.Serialization;

namespace Versori.Connectors;

/// <summary>The kind of an edit of a draft. Stores keep the names, so they never change.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<DraftEditKind>))]
public enum DraftEditKind
{
    /// <summary>Takes endpoints of the source into the draft; the values are their ids.</summary>
    AddEndpoints,

    /// <summary>Removes endpoints from the draft; the values are their ids.</summary>
    RemoveEndpoints,

    /// <summary>
    /// Uses only these auth methods, in this order; the values are ids of the source, or <c>bearer</c>, <c>basic</c> or
    /// <c>x-api-key</c> for a method that the source does not declare.
    /// </summary>
    UseAuthMethods,

    /// <summary>Sets the scopes of the OAuth 2.0 method that is the subject; the values are scopes of the source.
    /// </summary>
    SetScopes,

    /// <summary>Sets the title of the connector; the only value is the text.</summary>
    SetTitle,

    /// <summary>
    /// Sets the description of the endpoint that is the subject, or of the connector; the only value is the text.
    /// </summary>
    SetDescription,

    /// <summary>Sets the endpoint that checks credentials; the only value is its id.</summary>
    SetCheckEndpoint,

    /// <summary>Uses one of the servers of the source; the only value is its URL.</summary>
    SetServer,

    /// <summary>Sets whether users share one connection; the only value is <c>shared</c> or <c>perOwner</c>.</summary>
    SetSharing,

    /// <summary>Changes the definition in any other way: an edit that the host made (<see cref="DraftEdit.Overlay"/>).
    /// </summary>
    ChangeDefinition,

    /// <summary>Takes webhooks of the source into the draft; the values are their ids.</summary>
    AddWebhooks,

    /// <summary>Removes webhooks from the draft; the values are their ids.</summary>
    RemoveWebhooks,
}
