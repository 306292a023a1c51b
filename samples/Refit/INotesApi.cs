using Refit;

namespace RefitSample;

/// <summary>The endpoints of the template, as its export describes them. The connection adds the credential.</summary>
internal interface INotesApi
{
    [Get("/folders/{folder}/notes")]
    Task<IReadOnlyList<Note>> ListAsync(string folder, [AliasAs("max_count")] int? maximum = null);

    [Post("/folders/{folder}/notes")]
    Task<Note> AddAsync(string folder, [Body] Note note);
}
