# The Ruby gem elmas, unmodified, against a sandbox. Prints what came of each call as JSON.
# It was written for Ruby 2 and a gem of Rails that it uses for one method; what later versions dropped is given back here.

require "json"
require "uri"

URI.singleton_class.send(:define_method, :unescape) { |text| URI::DEFAULT_PARSER.unescape(text) } unless URI.respond_to?(:unescape)
begin
  require "active_resource/threadsafe_attributes"
rescue LoadError
  $LOADED_FEATURES << "active_resource/threadsafe_attributes.rb"
  module ThreadsafeAttributes
    def self.included(base)
      base.send(:define_method, :threadsafe_attribute) { |*names| names.each { |name| attr_accessor name } }
      base.send(:module_function, :threadsafe_attribute)
    end
  end
end

$LOAD_PATH.unshift(File.join(ENV.fetch("CLIENT_FOLDER"), "lib"))
require "active_support"
require "active_support/core_ext"
require "elmas"

Elmas.configure do |config|
  config.base_url = ENV.fetch("SANDBOX_URL")
  config.client_id = ENV.fetch("CLIENT_ID")
  config.client_secret = ENV.fetch("CLIENT_SECRET")
  config.redirect_uri = ENV.fetch("REDIRECT_URI")
  config.logger = Logger.new($stderr)
end

tokens = JSON.parse(Elmas.get_access_token(ENV.fetch("CODE")).body)
Elmas.configure { |config| config.access_token = tokens.fetch("access_token") }
told = { "expires" => tokens["expires_in"], "me" => Elmas.authorize_division, "authorized" => Elmas.authorized? }
Elmas.configure { |config| config.division = told["me"] }

items = Elmas::Item.new(code: "KOFFIE-1").find_by(filters: [:code], select: %i[code description])
told["item"] = items.records.map { |item| [item.code, item.description] }

told["created"] = Elmas::Account.new(name: "Bakkerij De Eikelaar", status: "C", country: "NL").save.status
begin
  Elmas::Account.new.find_all
rescue Elmas::BadRequestException => error
  told["refused"] = [error.class.name, error.message]
end
puts JSON.generate(told)
